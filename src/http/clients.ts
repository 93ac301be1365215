import { isIP } from 'node:net'

// Limits, slots and turns are shared out among clients, and all take the same for one client.

/** The unit of all limits: an IPv4 address, or the 64-bit network that one IPv6 subscriber usually has whole. */
export function clientOf(ip: string): string {
  if (!ip.includes(':') || isIP(ip) !== 6) return ip
  const [, embedded] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip) ?? []
  if (embedded) return embedded
  const [head = '', tail] = ip.split('::').map((half) => half.split(':').filter((group) => group !== '')) as [
    string[],
    string[]?,
  ]
  const gap = tail === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return [...head, ...gap, ...(tail ?? [])].slice(0, 4).join(':')
}

/** Adds to what is counted of a client, and forgets a client of which nothing is left. */
export function addTo(counts: Map<string, number>, client: string, change: number): void {
  const left = (counts.get(client) ?? 0) + change
  if (left > 0) counts.set(client, left)
  else counts.delete(client)
}
