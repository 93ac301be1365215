// English names that places of China had, for those of today.

export const oldPlaces = (
  'amoy:xiamen anhwei:anhui canton:guangzhou chefoo:yantai chekiang:zhejiang chinghai:qinghai chungking:chongqing ' +
  'dairen:dalian foochow:fuzhou fukien:fujian hangchow:hangzhou heilungkiang:heilongjiang honan:henan hopei:hebei ' +
  'hupeh:hubei kansu:gansu kiangsi:jiangxi kiangsu:jiangsu kirin:jilin kwangsi:guangxi ' +
  'kwangtung:guangdong kweichow:guizhou mukden:shenyang nanking:nanjing ningpo:ningbo peking:beijing shansi:shanxi ' +
  'shantung:shandong shensi:shaanxi shumchun:shenzhen sinkiang:xinjiang soochow:suzhou swatow:shantou szechuan:sichuan ' +
  'szechwan:sichuan tientsin:tianjin tsingtao:qingdao wenchow:wenzhou'
)
  .split(' ')
  .map((pair) => pair.split(':') as [old: string, place: string])
