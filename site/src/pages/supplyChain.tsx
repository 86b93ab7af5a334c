import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';

export default function Page() {
  return <Shell page={pageOf('supply-chain')}><p>soon</p></Shell>;
}
