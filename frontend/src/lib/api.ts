// Asking the server, and telling it of changes; every change carries the token of this page.

/** What the server refused, with its sentence. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    reason: string,
  ) {
    super(reason);
  }
}

type Query = Readonly<Record<string, string | number | boolean | null | undefined | string[]>>;

/** An address with its query; what is empty is left out. */
export function address(path: string, query: Query = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const one of value) asked.append(name, one);
    else if (value !== null && value !== undefined && value !== "") asked.set(name, String(value));
  }
  const words = asked.toString();
  return words ? `${path}?${words}` : path;
}

/** Ask for JSON. Throws a Refusal with the server's sentence. */
export async function ask<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return read<T>(await fetch(address(path, query), { signal: signal ?? null }));
}

/** Tell the server of a change, with a JSON body. Throws a Refusal with the server's sentence. */
export async function tell<T>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
): Promise<T> {
  const headers: Record<string, string> = { "x-csrftoken": token() };
  if (body !== undefined) headers["content-type"] = "application/json";
  const sent = body === undefined ? null : JSON.stringify(body);
  return read<T>(await fetch(path, { method, headers, body: sent }));
}

/** The token that shows that a change comes from a page of ours. */
export function token(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.ok) return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
  let reason = answer.statusText;
  try {
    reason = ((await answer.json()) as { reason: string }).reason;
  } catch {
    // not JSON: the status has to say it
  }
  throw new Refusal(answer.status, reason);
}
