/**
 * The result of both readers of front matter: YAML under the failsafe schema as nodes with offsets into the text of
 * the document, so that code that uses the facts or edits the text does not depend on the reader.
 */
export type YamlNode = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  /** `alias` is `*name`, an error whose value is its own text; `empty` has no characters. */
  readonly style: 'plain' | 'single' | 'double' | 'block' | 'empty' | 'alias';
  readonly value: string;
  /** Of an empty value the place behind its `:` or `-`; of a block scalar the end of its last line with content. */
  readonly start: number;
  readonly end: number;
}

export interface ListNode {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
  /** Offset of each item's `-`; empty in a flow list. */
  readonly marks: readonly number[];
  /** From the first `-` or `[` to the end of the last item or `]`. */
  readonly start: number;
  readonly end: number;
}

export interface MapNode {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly MapEntry[];
  /** From the first key or `{` to the end of the last value or `}`. */
  readonly start: number;
  readonly end: number;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: YamlNode;
  /** Offset behind the `:`. */
  readonly colonEnd: number;
}
