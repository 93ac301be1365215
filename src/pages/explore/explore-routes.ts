import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Answer, fixedAnswer, sendAnswer } from '../../http/answer.ts'
import { asset, serveAsset } from '../../http/asset.ts'
import { htmlContent } from '../../http/html.ts'
import { contentType } from '../../http/media-types.ts'
import type { Server } from '../../http/server.ts'
import type { Nouns } from '../../model/noun.ts'
import { mark, ownFile } from '../own-assets.ts'
import { renderPage } from '../send-page.ts'
import { ExplorePage } from './explore-page.tsx'
import { shownContract } from './shown-contract.ts'

/** The files of Swagger UI as its Fastify plug-in brings them. */
function ofSwaggerUi(file: string): Buffer {
  const main = createRequire(import.meta.url).resolve('@fastify/swagger-ui')
  return readFileSync(join(dirname(main), 'static', file))
}

/** `GET /docs`: Swagger UI. */
export function exploreRoutes(app: Server, nouns: Nouns): void {
  const assets = {
    styles: [asset('swagger-ui', 'css', ofSwaggerUi('swagger-ui.css')), asset('docs', 'css', ownFile('docs.css'))],
    scripts: [asset('swagger-ui', 'js', ofSwaggerUi('swagger-ui-bundle.js')), asset('docs', 'js', ownFile('docs.js'))],
  }
  const { styles, scripts } = assets
  for (const one of [...styles, ...scripts]) serveAsset(app, one)
  const addresses = (list: { address: string }[]) => list.map(({ address }) => address)
  const body = renderPage(
    ExplorePage({ nouns, mark: mark.address, styles: addresses(styles), scripts: addresses(scripts) }),
    app.mount,
  )
  const page = fixedAnswer('/docs', htmlContent, body)
  const schema = { hide: true }
  app.get('/docs', { schema }, async (request, reply) => sendAnswer(request, reply, page))
  app.get('/docs/', { schema }, async (_request, reply) => reply.redirect('../docs', 308))

  const route = '/docs/openapi.json'
  let shown: Answer | undefined
  app.get(route, { schema }, async (request, reply) => {
    shown ??= fixedAnswer(route, contentType('json'), shownContract(await app.contract.json(), nouns))
    return sendAnswer(request, reply, shown)
  })
}
