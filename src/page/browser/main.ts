// What runs in the page: bundled into src/page/generated/browser-script.ts by `npm run generate`.
import { askForTraces } from './ask.ts';
import { showDetails } from './details.ts';
import { pictureOf } from './picture.ts';
import { searchAndFilter } from './search.ts';
import { viewport } from './viewport.ts';

const picture = pictureOf();
if (picture) {
  const view = viewport(picture);
  const details = showDetails(picture, view);
  searchAndFilter(picture, view);
  askForTraces(picture, view, details);
}
