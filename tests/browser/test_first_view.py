"""The page is light and quick: what the first view weighs, from where, and how soon an answer shows after the key."""

from statistics import median

from playwright.sync_api import Browser, expect

from tests.browser.running import Visit, new_context, visiting

MOST_BYTES = 150_000
SLOWEST_MEDIAN = 100.0
"""Milliseconds from the key to the answer painted, on a machine that does nothing else; printed with `pytest -s`."""
SLOWEST_ONCE = 1_000.0
TIMES = 10

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


def test_the_first_view_weighs_little_and_comes_from_here_alone(browser: Browser, address: str) -> None:
    context = new_context(browser)
    with visiting(context.new_page(), address) as visit:
        session = context.new_cdp_session(visit.page)
        session.send("Network.enable")
        received: list[float] = []
        session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        visit.go()
        expect(visit.page.locator("#release")).to_contain_text("version")
        visit.page.wait_for_timeout(100)  # an icon may still be coming
        print(f"\nfirst view: {sum(received):,.0f} bytes in {len(received)} answers, headers included")
        assert len(received) > 15
        assert sum(received) <= MOST_BYTES
        assert visit.failures == []
    context.close()


def judge(what: str, measured: list[float]) -> None:
    print(f"\n{what}: median {median(measured):.0f} ms, worst {max(measured):.0f} ms of {len(measured)}")
    assert max(measured) <= SLOWEST_ONCE
    assert median(measured) <= SLOWEST_MEDIAN * 3  # the machines of the tests are shared: the figure is for the reader


def test_the_answer_shows_at_once_after_the_key(visit: Visit) -> None:
    visit.go("#/code?naissance=1940&nom=Gennevilliers&departement=92")
    expect(visit.page.locator(".card")).to_be_visible()
    visit.page.evaluate(WATCH, ["#answer", "#answer .card"])
    for number in range(TIMES):
        visit.page.fill("#date", str(1950 + number))
        visit.page.keyboard.press("Enter")
        measured = visit.page.evaluate(DELAYS, number)
    judge("answer after Enter", measured)


def test_the_suggestions_show_at_once_after_the_key(visit: Visit) -> None:
    visit.go()
    visit.page.evaluate(WATCH, ["#commune-options", "#commune-options [role=option]"])
    visit.page.focus("#commune")
    for number, letter in enumerate("saint-germain-en-laye"[:TIMES]):
        visit.page.keyboard.press(letter)
        measured = visit.page.evaluate(DELAYS, number)
    judge("suggestions after a letter", measured)
