/**
 * What a page says, for search engines. It goes into the page as it is, for text within a script is not decoded; `<` is
 * written so that no text can end the script.
 */
export function StructuredData({ data }: { data: object }) {
  const html = JSON.stringify(data).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: html }} />
}
