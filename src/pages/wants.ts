import type { FastifyRequest } from 'fastify'
import { isOfApi } from '../http/api-address.ts'
import { htmlType } from '../http/html.ts'
import { preferredType } from '../http/negotiation.ts'
import { readerAt } from './reader.ts'

const types = [htmlType, 'application/json', 'application/problem+json']

/** Whether a client asks for data by name. One that names nothing is taken for a person's: previews of links and search engines are such. */
export function wantsData({ headers: { accept } }: Pick<FastifyRequest, 'headers'>): boolean {
  if (!accept || !/json/.test(accept)) return false
  return preferredType(accept, types) !== htmlType
}

/**
 * Whether a problem is shown as a page: at the address of a page, and elsewhere to clients that name HTML. Addresses
 * under `/v1` are for programs.
 */
export function wantsPage(request: Pick<FastifyRequest, 'headers' | 'url'>): boolean {
  if (readerAt(request.url)) return !wantsData(request)
  return !isOfApi(request.url) && /text\/html/.test(request.headers.accept ?? '')
}
