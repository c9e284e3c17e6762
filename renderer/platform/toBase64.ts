/** A file's bytes as base64. */
export async function toBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  // In stretches, because a call takes only so many arguments; a multiple of three, so that no padding comes between.
  const stretch = 3 * 8_192;
  for (let start = 0; start < bytes.length; start += stretch) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(start, start + stretch))));
  }
  return parts.join('');
}
