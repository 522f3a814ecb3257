import type { DroppedFile } from "./choose-bundle.ts";

/** A folder as large as this was dropped by mistake. */
const MOST_FILES = 5_000;

/**
 * Everything that was dropped, folders with all that is in them. Must be called while the event is handled: the
 * browser forgets what was dropped right after.
 */
export function readDrop(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const loose = entries.length === 0 ? [...transfer.files].map(asDropped) : [];
  return collect(entries, loose);
}

/** What was chosen with a file or folder dialog. */
export function asDropped(file: File): DroppedFile {
  return { path: file.webkitRelativePath || file.name, content: file };
}

async function collect(entries: readonly FileSystemEntry[], found: DroppedFile[]): Promise<readonly DroppedFile[]> {
  for (const entry of entries) {
    if (found.length > MOST_FILES) break;
    const path = entry.fullPath.replace(/^\//, "");
    if (isFile(entry)) found.push({ path, content: await fileOf(entry) });
    else if (isFolder(entry)) await collect(await entriesOf(entry), found);
  }
  return found;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives a hundred at a time, and none when it is done. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
