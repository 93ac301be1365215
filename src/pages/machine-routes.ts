import { xml, xmlDocument } from '../formats/xml.ts'
import { cacheFor } from '../http/answer.ts'
import { publicAddress } from '../http/public-address.ts'
import type { Server } from '../http/server.ts'
import { texts } from '../language/texts.ts'
import { registryName } from '../nouns/introduction.ts'
import { NotFound } from '../problems/problems.ts'
import { countOfEach, idsOnPage } from '../read/holdings.ts'
import type { Registry } from '../read/registry.ts'
import { readers, recordAddress } from './reader.ts'

const xmlType = 'application/xml; charset=utf-8'

/** The files of a site for search engines and browsers: its addresses, and how to search it. */
export function machineRoutes(app: Server, registry: Registry): void {
  const { nouns } = registry
  const schema = { hide: true }

  app.get('/robots.txt', { schema }, async (request, reply) => {
    cacheFor(reply, 3600)
    return reply
      .type('text/plain; charset=utf-8')
      .send(`User-agent: *\nDisallow: ${app.mount.address('/v1/')}\n\nSitemap: ${publicAddress(request)}/sitemap.xml\n`)
  })

  app.get('/sitemap.xml', { schema, config: { heavy: true } }, async (request, reply) => {
    cacheFor(reply, 3600)
    const base = publicAddress(request)
    const { counts } = await countOfEach(registry)
    const files = [...counts].flatMap(([{ name }, count]) =>
      readers.flatMap(({ path }) =>
        Array.from({ length: Math.ceil(count / perFile) }, (_, at) => `${base}/sitemap/${path}/${name}/${at + 1}.xml`),
      ),
    )
    const maps = files.map((address) => xml('sitemap', {}, xml('loc', {}, address)))
    return reply.type(xmlType).send(xmlDocument(xml('sitemapindex', { xmlns: sitemaps }, ...maps)))
  })

  for (const noun of nouns.values())
    for (const reader of readers)
      app.get(
        `/sitemap/${reader.path}/${noun.name}/:file`,
        { schema, config: { heavy: true } },
        async (request, reply) => {
          cacheFor(reply, 3600)
          const { file } = request.params as { file: string }
          const number = /^([1-9]\d{0,5})\.xml$/.exec(file)?.[1]
          const ids = number ? await idsOnPage(registry.db, noun, Number(number), perFile) : []
          if (ids.length === 0) throw new NotFound(texts('sitemap', '網站地圖', '网站地图'), file)
          const base = publicAddress(request)
          const urls = ids.map((id) => xml('url', {}, xml('loc', {}, `${base}${recordAddress(reader, noun.name, id)}`)))
          return reply.type(xmlType).send(xmlDocument(xml('urlset', { xmlns: sitemaps }, ...urls)))
        },
      )

  app.get('/opensearch.xml', { schema }, async (request, reply) => {
    cacheFor(reply, 3600)
    const base = publicAddress(request)
    const searches = readers.map(({ path }) =>
      xml('Url', { type: 'text/html', template: `${base}/${path}/search?q={searchTerms}` }),
    )
    const described = xml(
      'OpenSearchDescription',
      { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' },
      xml('ShortName', {}, 'Cooperation'),
      xml('Description', {}, registryName.en),
      xml('InputEncoding', {}, 'UTF-8'),
      ...searches,
    )
    return reply.type('application/opensearchdescription+xml; charset=utf-8').send(xmlDocument(described))
  })
}

const sitemaps = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** Search engines take no more addresses than 50 000 from one file. */
const perFile = 10_000
