import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendAt } from '../../answers/send-at.ts'
import { licenceLink } from '../../formats/licence.ts'
import { contentType, savedAs } from '../../http/formats.ts'
import type { Registry } from '../../read/registry.ts'

const types = { svg: 'image/svg+xml; charset=utf-8', csv: contentType('csv') }

interface File {
  name: string
  extension: keyof typeof types
  /** The position of the log that it was read at. */
  seq: number
  text: string
}

/** Sends the picture or the table of a page, to be saved. */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  { name, extension, seq, text }: File,
): FastifyReply {
  const disposition = savedAs(name, extension)
  return sendAt(request, reply, registry, seq, {
    type: types[extension],
    body: Buffer.from(text),
    headers: ['vary', 'Accept-Encoding', 'link', licenceLink, 'content-disposition', disposition],
  })
}
