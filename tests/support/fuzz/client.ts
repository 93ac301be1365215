import { Agent, type OutgoingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

export interface Asking {
  method: string
  /** The path as the contract has it; undefined where there is no such path. */
  path?: string
  /** The address after the host. */
  url: string
  headers: OutgoingHttpHeaders
  body?: string | Buffer
}

export interface Answered {
  statusCode: number
  headers: Record<string, unknown>
  body: string
  milliseconds: number
}

export type Ask = (asking: Asking) => Promise<Answered>

/** Asks a service at its socket. Only the beginning of a stream of events is read. */
export function clientOf(address: string): { ask: Ask; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask: Ask = ({ method, url, headers, body }) =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      // Node sends no length of its own with DELETE.
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
      const options = { agent, method: method.toUpperCase(), path: url, headers: { ...headers, ...length } }
      const outgoing = request(new URL(address), options, (response) => {
        const parts: Buffer[] = []
        const finish = () =>
          resolve({
            statusCode: response.statusCode ?? 0,
            headers: response.headers,
            body: decompressed(Buffer.concat(parts), response.headers['content-encoding']).toString(),
            milliseconds: performance.now() - began,
          })
        response.on('error', reject)
        if (response.headers['content-type']?.startsWith('text/event-stream')) {
          finish()
          response.destroy()
          return
        }
        response.on('data', (part: Buffer) => parts.push(part)).on('end', finish)
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  return { ask, close: () => agent.destroy() }
}

function decompressed(bytes: Buffer, encoding: string | undefined): Buffer {
  if (bytes.length === 0) return bytes
  if (encoding === 'br') return brotliDecompressSync(bytes)
  return encoding === 'gzip' ? gunzipSync(bytes) : bytes
}
