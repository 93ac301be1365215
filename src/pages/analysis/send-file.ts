import type { FastifyReply } from 'fastify'
import { licenceLink } from '../../formats/licence.ts'
import { attachment, contentType } from '../../http/formats.ts'

const types = { svg: 'image/svg+xml; charset=utf-8', csv: contentType('csv') }

interface File {
  name: string
  extension: keyof typeof types
  /** The position of the log that it was read at. */
  seq: number
  text: string
}

/** Sends the picture or the table of a page, to be saved. */
export function sendFile(reply: FastifyReply, { name, extension, seq, text }: File): FastifyReply {
  reply.header('registry-seq', seq).header('cache-control', 'public, no-cache').header('link', licenceLink)
  attachment(reply, name, extension)
  return reply.type(types[extension]).send(text)
}
