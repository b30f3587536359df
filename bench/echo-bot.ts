/** A bare bot on the SDK as it comes: no checks, no Defender, one card of the size that it is told. */

import {
  ActivityHandler,
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
  type TurnContext,
} from 'botbuilder';
import restify from 'restify';

const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'x'.repeat(Number(process.env['CARD_UNITS'])), wrap: true }],
};

const bot = new ActivityHandler().onMessage(async (context) => {
  await context.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard(card)));
});
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  // The typings of restify and of the SDK differ in what they call a header.
  await adapter.process(request as never, response as never, (context: TurnContext) => bot.run(context));
});
server.get('/readyz', (_, response, next) => {
  response.send(200);
  next();
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
