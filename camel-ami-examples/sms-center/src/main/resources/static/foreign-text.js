// What somebody else has written, shown so that none of it can pass for something else on the page: characters that are
// not seen, or that turn round what stands after them, appear by their numbers.

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Where they belong: line ends, inside emoji, and between letters of scripts that need joiners to be written. */
const JOINED_LETTER = String.raw`(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{L}\p{M}]`;
const PICTURE = String.raw`\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}]?\uFE0F?`;
const IN_PLACE = [
  String.raw`\n`,
  String.raw`[#*0-9]\uFE0F\u20E3`,
  String.raw`\u{1F3F4}[\u{E0061}-\u{E007A}]{2,6}\u{E007F}`,
  String.raw`${PICTURE}(?:\u200D${PICTURE})*`,
  String.raw`(?<=${JOINED_LETTER})[\u200C\u200D](?=${JOINED_LETTER})`,
].join('|');

const PARTS = new RegExp(`(?<kept>${IN_PLACE})|(?<unseen>${UNSEEN.source})`, 'gu');

function name(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** As a text, for where no element can be. */
export function visible(text) {
  return text.replaceAll('\r\n', '\n').replace(PARTS, (part, ...rest) => (rest.at(-1).unseen ? `‹${name(part)}›` : part));
}

/** As nodes of the page. */
export function visibleNodes(text) {
  const nodes = [];
  let from = 0;
  const lines = text.replaceAll('\r\n', '\n');
  for (const part of lines.matchAll(PARTS)) {
    if (part.groups.unseen) {
      const mark = document.createElement('span');
      mark.className = 'unseen';
      mark.textContent = name(part[0]);
      mark.title = 'A character that would not be seen';
      nodes.push(lines.slice(from, part.index), mark);
      from = part.index + part[0].length;
    }
  }
  nodes.push(lines.slice(from));
  return nodes;
}
