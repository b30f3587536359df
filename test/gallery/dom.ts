/** As much of a browser's page as the gallery uses: the repository's code is checked without a browser's types. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Style {
  readonly color: string;
  readonly backgroundColor: string;
  readonly fontSize: string;
  readonly fontWeight: string;
  readonly overflowX: string;
  readonly overflowY: string;
  readonly userSelect: string;
  readonly display: string;
}

export interface DomNode {
  readonly textContent: string | null;
  readonly parentElement: DomElement | null;
}

export interface DomElement extends DomNode {
  readonly tagName: string;
  readonly dataset: Record<string, string | undefined>;
  readonly style: Record<string, string>;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  readonly classList: { contains(name: string): boolean };
  className: string;
  id: string;
  hidden: boolean;
  value: string;
  href: string;
  textContent: string;
  oninput: (() => void) | null;
  append(...nodes: (DomElement | string)[]): void;
  replaceChildren(...nodes: DomElement[]): void;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Box;
  querySelectorAll(selectors: string): Iterable<DomElement>;
  remove(): void;
  scrollIntoView(): void;
}

interface DomRange {
  selectNodeContents(node: DomNode): void;
  getClientRects(): Iterable<Box>;
}

export interface DomPage {
  readonly document: {
    readonly body: DomElement;
    createElement(tag: string): DomElement;
    createRange(): DomRange;
    createTreeWalker(root: DomElement, show: number): { nextNode(): DomNode | null };
    getElementById(id: string): DomElement | null;
    querySelectorAll(selectors: string): Iterable<DomElement>;
  };
  readonly location: { readonly hash: string; readonly search: string };
  readonly history: { replaceState(data: null, title: string, url: string): void };
  readonly AdaptiveCards: OfficialRenderer;
  readonly IntersectionObserver: new (seen: (entries: readonly Seen[]) => void, options: object) => Observer;
  getComputedStyle(element: DomElement): Style;
  getSelection(): { selectAllChildren(node: DomNode): void; removeAllRanges(): void; toString(): string };
}

interface Seen {
  readonly isIntersecting: boolean;
  readonly target: DomElement;
}

interface Observer {
  observe(element: DomElement): void;
  unobserve(element: DomElement): void;
}

interface OfficialRenderer {
  readonly HostConfig: new (raw: object) => object;
  readonly AdaptiveCard: {
    new (): { hostConfig: object; parse(content: object): void; render(): DomElement };
    onProcessMarkdown: (text: string, result: { outputHtml?: string; didProcess: boolean }) => void;
  };
}
