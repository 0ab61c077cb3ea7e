"""The page is light: what its first view weighs, and from where. Its speed is measured by `tests.bench.page`."""

from playwright.sync_api import Browser, expect

from tests.browser.running import new_context, visiting

MOST_BYTES = 150_000


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
