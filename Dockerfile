# The service, with its data built in. `docker build -t transcogage .`, then `docker run -p 8000:8000 transcogage`.
# Settings are in docs/reglages.md. Every step is run, without Docker, by .ci/image: keep to venvs, and to paths of their
# own (/build, /src, /app), so that it can.
FROM python:3.13.9-slim-bookworm AS build

WORKDIR /src
COPY requirements.txt requirements-build.txt ./
# The environment that will be served, without pip; and the one that makes our own wheel.
RUN python -m venv --without-pip /app && python -m venv /build \
    && /build/bin/pip --python /app/bin/python install --quiet --require-hashes -r requirements.txt \
    && /build/bin/pip install --quiet --require-hashes -r requirements-build.txt

COPY pyproject.toml README.md LICENSE openapi.yaml ./
COPY service service
COPY data_pipeline data_pipeline
COPY data/reference data/reference
RUN /build/bin/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir wheel . \
    && /build/bin/pip --python /app/bin/python install --quiet --no-deps wheel/*.whl \
    && TRANSCOGAGE_DATABASE=/app/cog.duckdb /app/bin/transcogage data build


FROM python:3.13.9-slim-bookworm AS service

COPY --from=build /app /app
ENV PATH=/app/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    TRANSCOGAGE_DATABASE=/app/cog.duckdb \
    TRANSCOGAGE_HOST=0.0.0.0
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('TRANSCOGAGE_PORT', '8000') + '/readyz', timeout=4)"]
CMD ["transcogage", "serve"]


# What stands for API Particulier in compose.yaml: fictional people, no secret. `docker build --target stand-in .`
FROM service AS stand-in

WORKDIR /app/stand-in
COPY tests/__init__.py tests/
COPY tests/upstream tests/upstream
EXPOSE 9000
HEALTHCHECK NONE
CMD ["python", "-m", "tests.upstream", "--host", "0.0.0.0", "--port", "9000"]


FROM service
