/** What the gallery shows. */

import type { CardContent } from '../../src/cards/render.ts';
import type { Theme, Width } from './themes.ts';

/** A card as it may stand in a conversation. */
export interface State {
  /** Unique, of letters, digits and hyphens. */
  readonly name: string;
  readonly content: CardContent;
  /** Foreign words are those that Defender uses; otherwise they may be any. */
  readonly isOfDefender: boolean;
}

/** What the page knows. */
export interface GalleryContent {
  readonly states: readonly State[];
  readonly hostConfigs: Readonly<Record<Theme, object>>;
  readonly themes: readonly Theme[];
  readonly widths: readonly Width[];
  /** What is shown to who asks for nothing else. */
  readonly first: { readonly filter: string; readonly theme: Theme | 'all'; readonly width: `${Width}` | 'all' };
}
