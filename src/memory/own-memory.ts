/**
 * The same bytes in memory of their own. Node cuts short buffers from blocks of 8 kB, and one that is kept would hold the
 * whole of its block, whatever became of the others in it.
 */
export function withOwnMemory(bytes: Buffer): Buffer {
  if (bytes.buffer.byteLength <= 2 * bytes.length) return bytes
  const own = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(own)
  return own
}
