/**
 * Image references: `name[:tag][@digest]`. The literal string is what the agent keys its book-keeping
 * on; the runtime resolves the normalised form (`:latest` by default). A registry's port is told from
 * a tag by the slash that follows it.
 */
export interface Reference {
  /** Everything before the tag and the digest. */
  readonly name: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Takes a reference apart; with neither tag nor digest the tag is `latest`. */
export function parseReference(text: string): Reference {
  const at = text.indexOf('@');
  const digest = at < 0 ? null : text.slice(at + 1);
  const rest = at < 0 ? text : text.slice(0, at);
  const colon = rest.lastIndexOf(':');
  const tagged = colon > rest.lastIndexOf('/');
  const name = tagged ? rest.slice(0, colon) : rest;
  const tag = tagged ? rest.slice(colon + 1) : null;
  return { name, tag: tag ?? (digest === null ? 'latest' : null), digest };
}

/** The name under which a runtime keeps a local tag. */
export function localTag(reference: Reference): string {
  return `${reference.name}:${reference.tag ?? 'latest'}`;
}

/** The name under which a runtime keeps an image that was pulled by digest. */
export function repoDigest(name: string, digest: string): string {
  return `${name}@${digest}`;
}

/** Whether two names are spellings of one repository: those of Docker Hub have several (`nginx`, `docker.io/library/nginx`). */
export function sameRepository(one: string, other: string): boolean {
  return familiarName(one) === familiarName(other);
}

function familiarName(name: string): string {
  return name.replace(/^(index\.)?docker\.io\//, '').replace(/^library\//, '');
}
