import { h } from "../shared/h.ts";

/** A product as the server describes it to the list. */
interface Card {
  slug: string;
  name: string;
  price: string;
  was?: string;
  picture: string;
  stars: string;
  rating: string;
  badge?: string;
}

interface Page {
  items: Card[];
  /** Number of the next page, 0 after the last. */
  next: number;
}

/** How far below the window the next page is fetched, so that scrolling rarely waits. */
const aheadOf = "600px";

/** Replaces the link to the next page by goods that come as the visitor scrolls. */
export function setUpLazyList(more: HTMLElement): void {
  const goods = document.querySelector<HTMLElement>("[data-goods]");
  const link = more.querySelector("a");
  if (!goods || !link) return;
  let next = new URL(link.href);
  let loading = false;
  const observer = new IntersectionObserver(
    async (entries) => {
      if (loading || !entries.some((entry) => entry.isIntersecting)) return;
      loading = true;
      const page = await fetchPage(next);
      loading = false;
      if (!page) return observer.disconnect();
      goods.append(...page.items.map(drawCard));
      next = new URL(next);
      next.searchParams.set("page", String(page.next));
      link.href = next.href;
      if (page.next === 0) {
        observer.disconnect();
        more.replaceChildren("That is all.");
        return;
      }
      observer.unobserve(more);
      observer.observe(more);
    },
    { rootMargin: aheadOf },
  );
  observer.observe(more);
}

/** Fetches one page; when that fails the link stays for the visitor to follow. */
async function fetchPage(list: URL): Promise<Page | undefined> {
  try {
    const answer = await fetch(`/shop/items${list.search}`);
    return answer.ok ? ((await answer.json()) as Page) : undefined;
  } catch {
    return undefined;
  }
}

function drawCard(card: Card): HTMLElement {
  return h(
    "article",
    { class: "card card-new" },
    h(
      "a",
      { class: "card-link", href: `/product/${card.slug}` },
      h("img", { class: "card-picture", src: card.picture, alt: "", width: 400, height: 400 }),
      card.badge ? h("span", { class: "badge" }, card.badge) : undefined,
      h("h3", { class: "card-name" }, card.name),
    ),
    h(
      "p",
      { class: "card-price" },
      `${card.price} `,
      card.was ? h("s", { class: "was" }, card.was) : undefined,
    ),
    h("p", { class: "stars", role: "img", "aria-label": card.rating }, card.stars),
  );
}
