/** The pages, in the order of the navigation. `entry` is the module in `src/pages`. */
export const pages = [
  { path: '/', entry: 'home', nav: 'Home', title: 'Open Aluminum Import Monitor', description: 'What aluminum came into the United States, from where, and how far to trust the newest figures.' },
  { path: '/imports/', entry: 'imports', nav: 'Imports', title: 'U.S. Import Monitor', description: 'U.S. imports of aluminum by product, country and region: tons, dollars and dollars per ton, month by month.' },
  { path: '/supply-chain/', entry: 'supply-chain', nav: 'Supply chain', title: 'Smelt, cast and supply chain', description: 'Where the aluminum of U.S. imports was smelted and last cast, from import licenses.' },
  { path: '/global/', entry: 'global', nav: 'Global', title: 'Global Trade Monitor', description: 'Who ships aluminum to whom: exports and imports by reporter, partner and category, as reported, as partners tell it, and the gap between both.' },
  { path: '/industry-profile/', entry: 'industry-profile', nav: 'Profile', title: 'Industry profile', description: 'U.S. aluminum production in a quarter: structure, developments, prices, output, jobs, wages, trade and forecasts, each number linked to its series.' },
  { path: '/alerts/', entry: 'alerts', nav: 'Alerts', title: 'Alerts', description: 'What stands out in the import licenses of months that Census has not published: surges, and metal that takes odd ways.' },
  { path: '/accuracy/', entry: 'accuracy', nav: 'Accuracy', title: 'Accuracy of licenses', description: 'How far import licenses were from the Census figures that replaced them.' },
  { path: '/data/', entry: 'data', nav: 'Data', title: 'Data and API', description: 'Every number as JSON or CSV: examples for curl, Python, R and Excel, every publication, and the view of any day.' },
  { path: '/method/', entry: 'method', nav: 'Method', title: 'Method', description: 'Sources, definitions and rules behind the figures.' },
  { path: '/status/', entry: 'status', nav: 'Status', title: 'Status', description: 'Feeds, releases that are due, and what looks wrong in the data.' },
  { path: '/administration/', entry: 'administration', nav: 'Admin', title: 'Administration', description: 'Runs, ingest, reprocess, license files and quarantine.' },
] as const;

/** What a host answers with where there is no page. */
export const notFound = { path: '/404.html', entry: 'not-found', nav: '', title: 'There is no such page', description: 'Nothing is at this address.' } as const;

export type Page = (typeof pages)[number] | typeof notFound;

export const pageOf = (entry: (typeof pages)[number]['entry']): Page => pages.find((p) => p.entry === entry)!;
