import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';

export default function Page() {
  return <Shell page={pageOf('administration')}><p>soon</p></Shell>;
}
