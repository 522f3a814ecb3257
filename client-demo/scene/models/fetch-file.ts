/**
 * Fetches a file whole and tells how far it has come.
 * @throws when it cannot be had, or AbortError when it is called off
 */
export async function fetchFile(
  url: string,
  signal: AbortSignal,
  onBytes: (loadedBytes: number) => void,
): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let loadedBytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    loadedBytes += value.byteLength;
    onBytes(loadedBytes);
  }
  return await new Blob(parts).arrayBuffer();
}
