// Sending files to the case, and hearing how far they are read.

import { Refusal, token } from "./api";

export interface UploadProblem {
  readonly name: string;
  readonly message: string;
  readonly severity: "error" | "warning";
}

/** What the server tells of an upload; `problems` are those from number `problems_from` on. */
export interface UploadState {
  readonly id: string;
  readonly words: string;
  readonly result: string;
  readonly phase: string;
  readonly is_over: boolean;
  readonly is_cancelled: boolean;
  readonly files: number;
  readonly files_done: number;
  readonly current: string | null;
  readonly problem_count: number;
  readonly problems_from: number;
  readonly problems: readonly UploadProblem[];
}

export interface Bounds {
  readonly file_bytes: number;
  readonly total_bytes: number;
  readonly files: number;
}

/** A file and the name that it is sent under: with its folders, if it was in any. */
export interface Named {
  readonly file: File;
  readonly name: string;
}

const MEGA = 1024 * 1024;

/** Why files will be refused, or nothing: what is too much need not be sent. */
export function findFault(files: readonly Named[], bounds: Bounds): string | null {
  if (files.length === 0) return "There is no file to add.";
  if (files.length > bounds.files)
    return `At most ${bounds.files} files can be added at once: add them in several goes.`;
  const large = files.find(({ file }) => file.size > bounds.file_bytes);
  if (large)
    return `${large.name} is larger than ${say(bounds.file_bytes)}: split it, or add it with 'reportedly add'.`;
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  if (total > bounds.total_bytes)
    return `At most ${say(bounds.total_bytes)} can be added at once: add them in several goes.`;
  return null;
}

/** Send files; `onShare` hears what share of them is sent. Throws a Refusal with the server's sentence. */
export function send(
  files: readonly Named[],
  fields: Readonly<Record<string, string>>,
  onShare: (share: number) => void,
): Promise<UploadState> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.set(name, value);
  for (const { file, name } of files) form.append("files", file, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/uploads");
    request.setRequestHeader("x-csrftoken", token());
    request.upload.onprogress = ({ loaded, total }) => onShare(total ? loaded / total : 0);
    request.onerror = () => reject(new Refusal(0, "The server does not answer."));
    request.onload = () => {
      if (request.status === 202) resolve(JSON.parse(request.responseText) as UploadState);
      else reject(new Refusal(request.status, readReason(request)));
    };
    request.send(form);
  });
}

/**
 * Hear how far an upload is until it is over. While the page is hidden nothing is asked.
 * `onSilence` hears that the server does not answer, and whether it knows the upload no more.
 */
export function follow(
  id: string,
  onState: (state: UploadState) => void,
  onSilence: (isGone: boolean) => void,
): void {
  let source: EventSource | null = null;
  const path = `/api/uploads/${encodeURIComponent(id)}/events`;
  const close = () => {
    source?.close();
    source = null;
  };
  const open = () => {
    const stream = new EventSource(path);
    source = stream;
    // A browser asks again by itself, unless the server refuses: it was started anew since.
    stream.addEventListener("error", () => {
      const isGone = stream.readyState === EventSource.CLOSED;
      if (source === stream) onSilence(isGone);
      if (isGone) document.removeEventListener("visibilitychange", look);
    });
    source.addEventListener("state", (event) => {
      const state = JSON.parse((event as MessageEvent<string>).data) as UploadState;
      onState(state);
      if (state.is_over) {
        close();
        document.removeEventListener("visibilitychange", look);
      }
    });
  };
  // A browser opens few connections to one server: those of pages that nobody sees are given back.
  const look = () => (document.hidden ? close() : source ? undefined : open());
  document.addEventListener("visibilitychange", look);
  open();
}

function readReason(request: XMLHttpRequest): string {
  try {
    return (JSON.parse(request.responseText) as { reason: string }).reason;
  } catch {
    return request.statusText || "The server refused it.";
  }
}

function say(bytes: number): string {
  return bytes >= MEGA ? `${Math.floor(bytes / MEGA)} MB` : `${bytes} bytes`;
}
