import { always } from '../filter/index.ts';
import { choice, number, ref, text, words } from './field.ts';
import { record } from './record.ts';

export const place = record({
  name: 'place',
  plural: 'places',
  label: { one: { en: 'Place', zh: '地点' }, many: { en: 'Places', zh: '地点' } },
  about: {
    en: 'Parks, zones, cities, regions and countries, one within another.',
    zh: '园区、片区、城市、地区和国家，层层包含。',
  },
  title: 'name',
  fields: {
    name: words({
      label: { en: 'Name', zh: '名称' },
      level: 'public',
      required: true,
      max: 200,
      aka: ['place', 'city', '城市'],
    }),
    form: choice(
      {
        park: { en: 'Park', zh: '园区' },
        zone: { en: 'Zone', zh: '片区' },
        city: { en: 'City', zh: '城市' },
        region: { en: 'Region', zh: '地区' },
        country: { en: 'Country', zh: '国家' },
      },
      { label: { en: 'Form', zh: '类型' }, level: 'public', required: true },
    ),
    parent: ref('place', { label: { en: 'Lies in', zh: '所属' }, level: 'public' }),
    country: text({ label: { en: 'Country', zh: '国家' }, level: 'public', check: 'country', max: 2 }),
    latitude: number({ label: { en: 'Latitude', zh: '纬度' }, level: 'public', min: -90, max: 90 }),
    longitude: number({ label: { en: 'Longitude', zh: '经度' }, level: 'public', min: -180, max: 180 }),
  },
  list: ['name', 'form', 'parent', 'country'],
  filters: ['form', 'country'],
  sorts: ['name'],
  access: { read: () => always },
});
