import agencyRequests from '../../data/mappings/agency-requests.json' with { type: 'json' };
import columnNames from '../../data/mappings/column-names.json' with { type: 'json' };
import universityOffers from '../../data/mappings/university-offers.json' with { type: 'json' };
import { parseMapping } from './mapping.ts';
import type { Mapping, Synonyms } from './shapes.ts';

/** The mappings that come with the product, for `recogniseMapping`. */
export const shippedMappings: Mapping[] = [
  parseMapping(universityOffers, 'university-offers.json'),
  parseMapping(agencyRequests, 'agency-requests.json'),
];

/** What the fields of an opportunity are called in files in English, Chinese, German, Italian and Korean. */
export const opportunityColumnNames: Synonyms = columnNames;

/** The fields of an opportunity that a column can be mapped to; texts also with a language behind (`title@en`). */
export const opportunityFields: string[] = Object.keys(columnNames);
