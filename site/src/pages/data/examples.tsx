import { useEffect, useState } from 'preact/hooks';
import { Choice } from '../../ui/controls.tsx';

const tools = { curl: 'curl', python: 'Python', r: 'R', excel: 'Excel' };

type Tool = keyof typeof tools;

/** One question, asked with each tool. */
function code(tool: Tool, origin: string, asOf: string): string {
  const tail = asOf === '' ? '' : `&as_of=${asOf}`;
  const url = (file: string): string => `${origin}/api/v1/${file}${tail}`;
  const foil = url('us-imports.csv?by=country&product=foil&from=2024');
  const total = url('us-imports.json?freq=Y');
  switch (tool) {
    case 'curl':
      return `# Foil by country since 2024, as a file\ncurl -o foil.csv '${foil}'\n\n# Tons and dollars by year\ncurl '${total}'`;
    case 'python':
      return `# Foil by country since 2024, with nothing but Python\nimport csv, io, urllib.request\n\nwith urllib.request.urlopen("${foil}") as answer:\n    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8")))\ntons = {}\nfor row in rows:\n    tons[row["country_name"]] = tons.get(row["country_name"], 0) + float(row["quantity_t"] or 0)\nprint(sorted(tons.items(), key=lambda item: -item[1])[:10])\n\n# The same with pandas. Codes are text: Namibia is "NA".\nimport pandas as pd\n\nfoil = pd.read_csv("${foil}", keep_default_na=False, na_values=[""], dtype={"cty_code": str})\nprint(foil.groupby("country_name")["quantity_t"].sum().nlargest(10))`;
    case 'r':
      return `# Foil by country since 2024. Codes are text: Namibia is "NA".\nfoil <- read.csv("${foil}",\n                 na.strings = "", colClasses = c(cty_code = "character"))\nhead(sort(tapply(foil$quantity_t, foil$country_name, sum, na.rm = TRUE), decreasing = TRUE), 10)`;
    case 'excel':
      return `Data > From Web (Get & Transform), and paste this address:\n\n${foil}\n\nor as a formula of Power Query (Data > Get Data > Blank Query > Advanced Editor):\n\nlet\n    Source = Csv.Document(Web.Contents("${foil}"), [Delimiter = ",", Encoding = 65001]),\n    Table = Table.PromoteHeaders(Source),\n    Typed = Table.TransformColumnTypes(Table, {{"quantity_t", type number}, {"value_usd", type number}}, "en-US")\nin\n    Typed`;
  }
}

/** Examples that run as they stand, against this very server. */
export function Examples({ asOf }: { asOf: string }) {
  const [tool, setTool] = useState<Tool>('curl');
  const [origin, setOrigin] = useState('');
  const [said, setSaid] = useState('');
  useEffect(() => setOrigin(location.origin), []);
  const text = code(tool, origin, asOf);
  const copy = (): Promise<void> => navigator.clipboard.writeText(text).then(() => setSaid('Copied.'), () => setSaid('Select the text to copy it.'));
  return (
    <section>
      <h2>Examples that run as they stand</h2>
      <Choice label="Tool" value={tool} options={Object.entries(tools)} onChange={(t) => { setTool(t as Tool); setSaid(''); }} />
      <pre tabIndex={0} aria-label={`Example for ${tools[tool]}`}><code>{text}</code></pre>
      <p><button type="button" onClick={() => void copy()}>Copy</button> <span role="status">{said}</span></p>
    </section>
  );
}
