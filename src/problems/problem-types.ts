import { type Texts, texts } from '../language/texts.ts'

type ProblemType = { status: number; title: Texts; explanation: Texts }

const type = (status: number, title: [string, string, string], explanation: [string, string, string]): ProblemType => ({
  status,
  title: texts(...title),
  explanation: texts(...explanation),
})

/** Every kind of problem that an answer can have, by the last segment of its `type`. */
export const problemTypes = {
  'bad-request': type(
    400,
    ['Bad request', '請求有誤', '请求有误'],
    [
      'The request cannot be read: its URL, headers or body break a rule of HTTP, of JSON or of this service.',
      '無法讀取請求：其網址、標頭或內容不符合 HTTP、JSON 或本服務的規則。',
      '无法读取请求：其网址、标头或内容不符合 HTTP、JSON 或本服务的规则。',
    ],
  ),
  'invalid-request': type(
    400,
    ['Invalid request', '請求未通過檢查', '请求未通过检查'],
    [
      'One or more parameters or fields have values that are not allowed. `errors` lists all of them, each with the parameter or the JSON Pointer of the field, the reason and, where there is one, the nearest valid name or value.',
      '一個或多個參數或欄位的值不獲接受。`errors` 逐一列出參數或欄位的 JSON Pointer、原因，以及最接近的有效名稱或值（如有）。',
      '一个或多个参数或字段的值不被接受。`errors` 逐一列出参数或字段的 JSON Pointer、原因，以及最接近的有效名称或值（如有）。',
    ],
  ),
  unauthorized: type(
    401,
    ['Key required', '需要金鑰', '需要密钥'],
    [
      'This operation needs a valid key, sent as `Authorization: Bearer <key>`. Reading needs none.',
      '此操作需要有效的金鑰，以 `Authorization: Bearer <key>` 傳送。讀取資料則無須金鑰。',
      '此操作需要有效的密钥，以 `Authorization: Bearer <key>` 发送。读取资料则无须密钥。',
    ],
  ),
  forbidden: type(
    403,
    ['Not permitted', '沒有權限', '没有权限'],
    [
      'The key is valid, but its scopes do not cover this operation.',
      '金鑰有效，但其權限範圍不包括此操作。',
      '密钥有效，但其权限范围不包括此操作。',
    ],
  ),
  'not-found': type(
    404,
    ['Not found', '找不到', '找不到'],
    [
      'Nothing has this address: the path is unknown, or no record has this id.',
      '此位址沒有內容：路徑不存在，或沒有記錄使用此 id。',
      '此地址没有内容：路径不存在，或没有记录使用此 id。',
    ],
  ),
  'method-not-allowed': type(
    405,
    ['Method not allowed', '不支援此方法', '不支持此方法'],
    [
      'The path exists, but not with this method. The header `Allow` lists the methods that it has.',
      '路徑存在，但不支援此方法。`Allow` 標頭列出可用的方法。',
      '路径存在，但不支持此方法。`Allow` 标头列出可用的方法。',
    ],
  ),
  'not-acceptable': type(
    406,
    ['Format not available', '沒有所求格式', '没有所求格式'],
    [
      'The resource has none of the formats that the header `Accept` or the parameter `format` asks for.',
      '此資源沒有 `Accept` 標頭或 `format` 參數所要求的格式。',
      '此资源没有 `Accept` 标头或 `format` 参数所要求的格式。',
    ],
  ),
  'request-timeout': type(
    408,
    ['Request timed out', '請求逾時', '请求超时'],
    ['The request did not arrive whole in time.', '請求未能在時限內完整送達。', '请求未能在时限内完整送达。'],
  ),
  conflict: type(
    409,
    ['Conflict', '衝突', '冲突'],
    [
      'The operation does not fit what stands in the registry, such as a record that others refer to or a request that is still running.',
      '此操作與登記冊現況不符，例如記錄仍被其他記錄引用，或相同請求尚在處理。',
      '此操作与登记册现况不符，例如记录仍被其他记录引用，或相同请求尚在处理。',
    ],
  ),
  gone: type(
    410,
    ['Gone', '已移除', '已移除'],
    [
      'What had this address was removed and will not come back under it by itself: a deleted record, or a position in a log that is no longer kept.',
      '此位址的內容已移除，不會自行恢復，例如已刪除的記錄，或已不再保留的日誌中的位置。',
      '此地址的内容已移除，不会自行恢复，例如已删除的记录，或已不再保留的日志中的位置。',
    ],
  ),
  'precondition-failed': type(
    412,
    ['Precondition failed', '先決條件不符', '先决条件不符'],
    [
      'The record is no longer, or not yet, as `If-Match` or `If-None-Match` supposes. Read it again and decide anew.',
      '記錄的狀態與 `If-Match` 或 `If-None-Match` 所設的條件不符。請重新讀取後再作決定。',
      '记录的状态与 `If-Match` 或 `If-None-Match` 所设的条件不符。请重新读取后再作决定。',
    ],
  ),
  'content-too-large': type(
    413,
    ['Body too large', '內容過大', '内容过大'],
    [
      'The body of the request is larger than this operation takes.',
      '請求內容超過此操作所容許的大小。',
      '请求内容超过此操作所容许的大小。',
    ],
  ),
  'unsupported-media-type': type(
    415,
    ['Unsupported media type', '不支援的內容類型', '不支持的内容类型'],
    [
      'The operation does not read bodies of this `Content-Type` or `Content-Encoding`.',
      '此操作不讀取該 `Content-Type` 或 `Content-Encoding` 的內容。',
      '此操作不读取该 `Content-Type` 或 `Content-Encoding` 的内容。',
    ],
  ),
  'expectation-failed': type(
    417,
    ['Expectation not met', '無法符合預期', '无法符合预期'],
    [
      'The header `Expect` asks for something other than `100-continue`.',
      '`Expect` 標頭要求的並非 `100-continue`。',
      '`Expect` 标头要求的并非 `100-continue`。',
    ],
  ),
  unprocessable: type(
    422,
    ['Cannot be carried out', '無法執行', '无法执行'],
    [
      'The request is well formed, but what it asks cannot be done as a whole; the body says what stands in the way.',
      '請求格式正確，但所要求的事項無法完整執行；內容說明了原因。',
      '请求格式正确，但所要求的事项无法完整执行；内容说明了原因。',
    ],
  ),
  'precondition-required': type(
    428,
    ['Precondition required', '須附先決條件', '须附先决条件'],
    [
      'A change of a record must say which state it changes: send its `ETag` as `If-Match`.',
      '更改記錄時必須指明所更改的版本：請以 `If-Match` 傳送其 `ETag`。',
      '更改记录时必须指明所更改的版本：请以 `If-Match` 发送其 `ETag`。',
    ],
  ),
  'too-many-requests': type(
    429,
    ['Too many requests', '請求過多', '请求过多'],
    [
      'This client asks more often than the limit in `RateLimit-Policy` allows. `Retry-After` says how many seconds to wait.',
      '此用戶端的請求次數超過 `RateLimit-Policy` 的上限。`Retry-After` 指出須等候的秒數。',
      '此客户端的请求次数超过 `RateLimit-Policy` 的上限。`Retry-After` 指出须等候的秒数。',
    ],
  ),
  'headers-too-large': type(
    431,
    ['Headers too large', '標頭過大', '标头过大'],
    [
      'The request line and headers together are larger than 16 KiB.',
      '請求行與標頭合計超過 16 KiB。',
      '请求行与标头合计超过 16 KiB。',
    ],
  ),
  'internal-error': type(
    500,
    ['Internal error', '內部錯誤', '内部错误'],
    [
      'The service failed in a way that it did not foresee. The reason is in its log under `requestId`.',
      '服務出現未能預見的錯誤。原因已按 `requestId` 記入日誌。',
      '服务出现未能预见的错误。原因已按 `requestId` 记入日志。',
    ],
  ),
  unavailable: type(
    503,
    ['Temporarily unavailable', '暫時未能提供服務', '暂时无法提供服务'],
    [
      'The service is overloaded, shutting down, or without its database. `Retry-After` says when to try again.',
      '服務負載過重、正在關閉，或未能連接資料庫。`Retry-After` 指出何時可以再試。',
      '服务负载过重、正在关闭，或未能连接数据库。`Retry-After` 指出何时可以再试。',
    ],
  ),
} as const satisfies Record<string, ProblemType>

export type ProblemName = keyof typeof problemTypes

export const problemNames = Object.keys(problemTypes) as ProblemName[]

/** The kind that an error of this status is, where the error itself does not say. */
export const problemNameOf = (status: number): ProblemName | undefined =>
  problemNames.find((name) => problemTypes[name].status === status)
