/** The worker of the notebooks: one message in, messages out until all is played. The page ends it when it likes. */
import type { Questions } from './messages.js';
import { play } from './play.js';

addEventListener('message', (event: MessageEvent<Questions>) => {
  void play(event.data, (message) => self.postMessage(message));
});
