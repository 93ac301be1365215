/** Parameters by which sites count where readers come from; they lead to no other page. */
const tracking =
  /^(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid?|mc_[ce]id|mkt_tok|_g[al]|_hs(?:enc|mi)|spm|ncmp|ref_src|srsltid|isappinstalled)$/i
/** Parameters by which a page is shown otherwise: to be printed, on a telephone, in larger letters. */
const showing = /^(?:oldformat|useskin|mobileaction|print|printable|amp|fontsize|sptabchangeable)$/i
/** The labels of a whole site and of its pages for telephones, which may stand behind that of a language. */
const sameSite = /(?<![^.])(?:www|m)\.(?=[^.]+\.)/g

/** An address without what leads to the same page, in one form of all that do. */
export function pageOf(url: string): string {
  const { host, pathname, searchParams, hash } = new URL(url)
  const leads = ([name]: [string, string]) => !tracking.test(name) && !showing.test(name)
  const parameters = [...searchParams].filter(leads).map((pair) => pair.join('='))
  const path = unescaped(pathname).replace(/\/(?:index\.html?)?$/, '')
  // Some sites tell their pages apart behind the `#`, and then begin it as a path.
  const place = /^#!?\//.test(hash) ? unescaped(hash) : ''
  const query = parameters.length > 0 ? `?${parameters.sort().join('&')}` : ''
  const site = host.replace(/\.(?=:|$)/, '').replace(sameSite, '')
  return (site + path + query + place).toLowerCase()
}

/** Escapes of one character after another; those of other encodings than UTF-8 stay. */
function unescaped(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
}

/** An address as it is pasted: with what may stand around it, and without the scheme. */
const pasted =
  /^[\s<("'“‘「]*(?![\s<("'“‘「])(?:(https?):\/\/)?([^\s/@]+\.[^\s/@.\d]{2,}(?::\d+)?\.?(?:[/?#].*)?|[\d.]{7,15}(?::\d+)?\/.*)$/isu

/** The page of which a text is the address; undefined where it is none. */
export function pageIn(text: string): string | undefined {
  const [, scheme = 'https', rest] = pasted.exec(text) ?? []
  if (rest === undefined) return undefined
  const url = `${scheme}://${rest.trim().replace(/[>)"'”’」.,;，。；]+$/u, '')}`
  return URL.canParse(url) ? pageOf(url) : undefined
}
