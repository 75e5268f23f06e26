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
export function listen(hear, lost) {
  let run = '';
  let after = 0;
  const open = () => {
    const source = new EventSource(`/try/events?run=${run}&after=${after}`);
    source.onmessage = ({ data }) => {
      const news = JSON.parse(data);
      const isNew = news.run !== run;
      run = news.run;
      after = news.last;
      lost(false);
      hear(news, isNew);
    };
    source.onerror = () => {
      lost(true);
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 1000); // else it tries again by itself
    };
  };
  open();
}
