/** Draws one view; `rest` is what follows the view's path, such as an order's number. */
export type View = (rest: string) => { title: string; content: Node[] };

/** Views by path, relative to the base. */
export type Routes = Record<string, View>;

/** Moves between views by the history API: links below the base never load a page. */
export class Router {
  readonly #base: string;
  readonly #routes: Routes;
  readonly #outlet: HTMLElement;
  readonly #menu: HTMLElement;

  constructor(base: string, routes: Routes, outlet: HTMLElement, menu: HTMLElement) {
    this.#base = base;
    this.#routes = routes;
    this.#outlet = outlet;
    this.#menu = menu;
  }

  /** Starts listening and draws the view of the present address. */
  start(): void {
    document.addEventListener("click", (event) => this.#follow(event));
    addEventListener("popstate", () => this.draw());
    this.draw();
  }

  /** Draws the view of the present address again. */
  draw(): void {
    const path = location.pathname.slice(this.#base.length).replace(/^\//, "");
    const [name = "", rest = ""] = path.split("/");
    const view = this.#routes[name] ?? this.#routes[""];
    if (!view) return;
    const { title, content } = view(decodeURIComponent(rest));
    this.#outlet.replaceChildren(...content);
    document.title = `${title} · Harbour & Pine`;
    for (const link of this.#menu.querySelectorAll("a")) {
      const here = link.pathname === `${this.#base}${name && `/${name}`}`;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.origin !== location.origin || !this.#owns(link.pathname)) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    this.draw();
    scrollTo({ top: 0 });
    this.#outlet.querySelector<HTMLElement>("h1")?.focus();
  }

  #owns(path: string): boolean {
    return path === this.#base || path.startsWith(`${this.#base}/`);
  }
}
