/** The strings that one part of a request can be. */
export interface Domain {
  /** Every string begins with it. */
  readonly start: string;
  /** The characters that may follow, the plainest first: witnesses are made of them. */
  readonly alphabet: string;
  /** The smallest number of characters behind the start. */
  readonly least: number;
}

const LOWER = "xyzabcdefghijklmnopqrstuvw";
const DIGITS = "0123456789";
const PLAIN = `${LOWER}${DIGITS}${LOWER.toUpperCase()}`;

/**
 * Paths of requests: what may stand in a request target before the query string (RFC 3986, `pchar` and `/`), and what
 * may not, but can be sent.
 */
export const PATHS: Domain = { start: "/", alphabet: `${PLAIN}/-._~%!$&'()*+,;=:@"<>[\\]^\`{|}`, least: 0 };

/** Methods (RFC 9110, `token`). */
export const METHODS: Domain = {
  start: "",
  alphabet: `${LOWER.toUpperCase()}${LOWER}${DIGITS}-_!#$%&'*+.^\`|~`,
  least: 1,
};

/** Values of headers and of query string parameters: what can be typed, and not ends in a space. */
export const VALUES: Domain = { start: "", alphabet: `${PLAIN}-._~/:@ !"#$%&'()*+,;<=>?[\\]^\`{|}`, least: 0 };
