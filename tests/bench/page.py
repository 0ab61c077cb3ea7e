"""How soon the page shows an answer after the key that asks for it, in a real Chromium: `python -m tests.bench.page`.

Milliseconds, median and worst of ten keys; the aim is a median of 100 on a machine that does nothing else.
"""

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import expect

from tests.browser.running import CHROMIUM, Visit, launched, new_context, visiting
from tests.http.running import running_service

KEYS = 10

# From the key that asks to the frame after the change it brings: `event.timeStamp` is when the key was pressed.
WATCH = """([place, sign]) => {
  window.delays = [];
  let pressed = null;
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (pressed !== null && document.querySelector(sign)) {
      const start = pressed;
      pressed = null;
      requestAnimationFrame(() => setTimeout(() => window.delays.push(performance.now() - start)));
    }
  }).observe(document.querySelector(place), { childList: true, subtree: true, attributes: true });
}"""

DELAYS = """(number) => new Promise((resolve) => {
  const look = () => (window.delays.length > number ? resolve(window.delays) : setTimeout(look, 5));
  look();
})"""


def answers(visit: Visit) -> list[float]:
    """From Enter to the answer, for ten years one after the other."""
    visit.go("#/code?naissance=1940&nom=Gennevilliers&departement=92")
    expect(visit.page.locator(".card")).to_be_visible()
    visit.page.evaluate(WATCH, ["#answer", "#answer .card"])
    measured: list[float] = []
    for number in range(KEYS):
        visit.page.fill("#date", str(1950 + number))
        visit.page.keyboard.press("Enter")
        measured = visit.page.evaluate(DELAYS, number)
    return measured


def suggestions(visit: Visit) -> list[float]:
    """From a letter to the suggestions, for ten letters one after the other."""
    visit.go()
    visit.page.evaluate(WATCH, ["#commune-options", "#commune-options [role=option]"])
    visit.page.focus("#commune")
    measured: list[float] = []
    for number, letter in enumerate("saint-germain-en-laye"[:KEYS]):
        visit.page.keyboard.press(letter)
        measured = visit.page.evaluate(DELAYS, number)
    return measured


def measure() -> Iterator[tuple[str, list[float]]]:
    """Each kind of key, with its delays."""
    assert CHROMIUM, "no Chromium on this machine: apt-get install chromium"
    with launched(CHROMIUM) as browser, running_service() as service:
        for kind in (answers, suggestions):
            with visiting(new_context(browser).new_page(), service.url) as visit:
                yield kind.__name__, kind(visit)


if __name__ == "__main__":
    for name, measured in measure():
        print(f"{name}: median {median(measured):.0f} ms, worst {max(measured):.0f} ms of {len(measured)}")
