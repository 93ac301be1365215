export function searchVector(_t: { text: string; weight: string }[], _r: string[]): string {
  return ''
}
