// What the page asks of the program that serves it.

async function post(path, body) {
  const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(text.trim() || `the service answered ${response.status}`);
  return text ? JSON.parse(text) : {};
}

/// {as, zone, channel?, thread?, text or form, pressed?, quiet?} -> what rode in the answer: {text?, form?, wrong_field?}.
export const say = (utterance) => post('/try/say', utterance);

/// Moves the product clock: {now, told}.
export const move = (step, zone) => post('/try/move', { step, zone });

/// Calls `hear` with what is new, for ever; `lost` with whether the service is out of reach.
export async function listen(hear, lost) {
  let run = '';
  let after = 0;
  for (;;) {
    try {
      const response = await fetch(`/try/events?run=${run}&after=${after}`);
      if (!response.ok) throw new Error(await response.text());
      const news = await response.json();
      const isNew = news.run !== run;
      run = news.run;
      after = news.last;
      lost(false);
      hear(news, isNew);
    } catch {
      lost(true);
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
    }
  }
}
