// What was dropped onto a page → files with their names; folders are walked.

import type { Named } from "./uploads";

/** The files of a drop, those of folders in the order of their names; hidden ones are left out. */
export async function listDropped(transfer: DataTransfer, most: number): Promise<Named[]> {
  // Entries must be taken now: after the first wait the browser has let go of the drop.
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const given = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: Named[] = [];
  for (const { entry, file } of given) {
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, found, most);
    else if (file) found.push({ file, name: file.name });
  }
  return found;
}

async function walk(folder: FileSystemDirectoryEntry, found: Named[], most: number): Promise<void> {
  const entries = await listEntries(folder);
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    if (found.length > most) return;
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, found, most);
    else
      found.push({ file: await open(entry as FileSystemFileEntry), name: entry.fullPath.slice(1) });
  }
}

async function listEntries(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return found;
    found.push(...some);
  }
}

function open(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
