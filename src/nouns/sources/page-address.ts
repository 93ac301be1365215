/** Parameters by which sites count where readers come from; they lead to no other page. */
const tracking = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|spm|ncmp)$/i

/** An address without what leads to the same page, in one form of all that do. */
export function pageOf(url: string): string {
  const { host, pathname, searchParams, hash } = new URL(url)
  const parameters = [...searchParams].filter(([name]) => !tracking.test(name)).map((pair) => pair.join('='))
  const path = pathname.replace(/\/(?:index\.html?)?$/, '')
  // Some sites tell their pages apart behind the `#`, and then begin it as a path.
  const place = /^#!?\//.test(hash) ? hash : ''
  const query = parameters.length > 0 ? `?${parameters.sort().join('&')}` : ''
  return (host.replace(/^(?:www|m)\./, '') + path + query + place).toLowerCase()
}
