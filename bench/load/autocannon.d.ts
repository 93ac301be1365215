// The package brings no types. These are the parts that the bench uses.
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  interface Request {
    path: string
    headers?: Record<string, string>
  }
  interface Client {
    setRequests(requests: Request[]): void
  }
  interface Options {
    url: string
    connections: number
    duration: number
    timeout?: number
    reconnectRate?: number
    setupClient?: (client: Client) => void
  }
  interface Result {
    errors: number
    timeouts: number
  }
  export default function autocannon(
    options: Options,
    done: (error: Error | null, result: Result) => void,
  ): EventEmitter
}
