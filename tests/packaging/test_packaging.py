"""What the project is deployed with says true things: the image, compose, Kubernetes, buildpacks, versions.

The steps of the Dockerfile themselves are run by .ci/image.
"""

import re
import shutil
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.docs.running import environment
from tests.docs.test_text import options_of
from tests.http.running import LISTENING
from tests.packaging.dockerfile import Instruction, read_stages, with_their_bases
from transcogage.settings import PREFIX, Settings

STAGES = read_stages(ROOT / "Dockerfile")
FIELDS = {f"{PREFIX}{name.upper()}": name for name in Settings.model_fields}
OPENAPI = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))


def image(name: str) -> dict[str, Instruction]:
    """The instructions that count in a stage: the last of each name."""
    return {step.name: step for step in with_their_bases(STAGES, name)}


def manifests() -> dict[str, Any]:
    """The objects of the Kubernetes example, by kind."""
    text = (ROOT / "deploiement" / "kubernetes.yaml").read_text(encoding="utf-8")
    return {document["kind"]: document for document in yaml.safe_load_all(text)}


def compose() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return services


def test_the_images_run_as_no_one_in_particular_on_a_base_of_a_known_version() -> None:
    names = {stage.name for stage in STAGES}
    bases = {stage.base for stage in STAGES} - names
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", bases.pop())
    for name in (STAGES[-1].name, "stand-in"):
        assert int(image(name)["USER"].text) > 0


def test_the_default_image_is_the_service_and_its_health_is_that_it_can_answer() -> None:
    service = image(STAGES[-1].name)
    assert service["CMD"].words() == ["transcogage", "serve"]
    assert "/readyz" in service["HEALTHCHECK"].text
    assert "curl" not in service["HEALTHCHECK"].text


def test_only_what_is_copied_is_sent_to_docker() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    sent = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    steps = [step.words() for stage in STAGES for step in stage.instructions if step.name == "COPY"]
    copied = {source for words in steps if not words[0].startswith("--from") for source in words[:-1]}
    assert copied <= sent
    assert all(any(path == source or source.startswith(f"{path}/") for source in copied) for path in sent)


def test_the_stand_in_of_compose_needs_no_more_than_what_its_image_holds(tmp_path: Path) -> None:
    (stage,) = (stage for stage in STAGES if stage.name == "stand-in")
    for step in stage.instructions:
        if step.name == "COPY":
            source, target = step.words()
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, tmp_path / target)
            else:
                (tmp_path / target).mkdir()
                shutil.copy(ROOT / source, tmp_path / target)
    command = [{"0.0.0.0": "127.0.0.1", "9000": "0"}.get(word, word) for word in image("stand-in")["CMD"].words()]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        assert running.stderr is not None
        assert any(LISTENING.search(line) for line in running.stderr)
        running.terminate()


def test_python_is_the_same_version_everywhere() -> None:
    base = next(stage.base for stage in STAGES)
    told = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    assert base.startswith(f"python:{told}.")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Programming Language :: Python :: {told}" in project["classifiers"]


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    current = project["version"]
    assert version("transcogage") == current, "run: make setup"
    assert OPENAPI["info"]["version"] == current
    changes = re.findall(r"^## (\d[\d.]*)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert changes[0] == current
    publiccode = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert publiccode["softwareVersion"] == current
    containers = [manifests()[kind]["spec"]["template"]["spec"]["containers"] for kind in ("Deployment", "Job")]
    images = {container["image"] for found in containers for container in found}
    assert images | {compose()["transcogage"]["image"]} == {f"transcogage:{current}"}


def test_what_is_set_are_settings_with_values_that_they_accept() -> None:
    environments = [
        dict(re.findall(r"(\w+)=(\S+)", step.text))
        for stage in STAGES
        for step in stage.instructions
        if step.name == "ENV"
    ]
    container = manifests()["Deployment"]["spec"]["template"]["spec"]["containers"][0]
    environments += [{variable["name"]: variable["value"] for variable in container["env"]}]
    environments += [service.get("environment", {}) for service in compose().values()]
    for told in environments:
        given = {name: value for name, value in told.items() if name.startswith(PREFIX)}
        assert set(given) <= set(FIELDS)
        Settings(**{FIELDS[name]: value for name, value in given.items()})


def test_the_probes_of_kubernetes_are_routes_and_a_pod_has_the_time_to_stop() -> None:
    deployment = manifests()["Deployment"]["spec"]
    pod = deployment["template"]["spec"]
    container = pod["containers"][0]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"]["path"] in OPENAPI["paths"], probe
    told = {variable["name"]: float(variable["value"]) for variable in container["env"] if "STOP" in variable["name"]}
    assert pod["terminationGracePeriodSeconds"] > sum(told.values())
    assert deployment["replicas"] > manifests()["PodDisruptionBudget"]["spec"]["minAvailable"] > 1
    assert deployment["strategy"]["rollingUpdate"]["maxUnavailable"] == 0


def test_nothing_of_kubernetes_and_compose_has_more_rights_than_it_needs() -> None:
    for kind in ("Deployment", "Job"):
        pod = manifests()[kind]["spec"]["template"]["spec"]
        assert pod["securityContext"]["runAsNonRoot"]
        assert all(container["securityContext"]["readOnlyRootFilesystem"] for container in pod["containers"])
        assert all(container["resources"]["limits"]["memory"] for container in pod["containers"])
    for service in compose().values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]


@pytest.mark.parametrize("file", ["deploiement/kubernetes.yaml", "bin/post_compile", "Procfile", "Dockerfile"])
def test_the_commands_run_exist_with_their_options(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    commands = [found.split() for found in re.findall(r"transcogage ((?:data|serve)\b[^\n&]*)", text)]
    assert commands
    for words in commands:
        options = options_of(*words[: 2 if words[0] == "data" else 1])
        assert {word for word in words if word.startswith("--")} <= options


@pytest.mark.parametrize("file", ["compose.yaml", "deploiement/kubernetes.yaml", "publiccode.yml"])
def test_each_file_is_yaml(file: str) -> None:
    assert list(yaml.safe_load_all((ROOT / file).read_text(encoding="utf-8")))


def test_the_command_of_the_procfile_serves_on_the_port_that_the_platform_gives() -> None:
    process, command = (ROOT / "Procfile").read_text(encoding="utf-8").strip().split(": ", 1)
    assert process == "web"
    here = f"exec {command}".replace("0.0.0.0", "127.0.0.1")
    with subprocess.Popen(
        ["bash", "-c", here],
        cwd=ROOT,
        env=environment() | {"PORT": "0", "TRANSCOGAGE_STOP_DELAY": "0"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        assert running.stdout is not None
        assert any(LISTENING.search(line) for line in running.stdout)
        running.terminate()
