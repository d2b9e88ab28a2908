/** The two programs of the map, in GLSL ES 3.0. Positions are pixels of the stage, y downwards. */
import { CLASS_COLOURS } from '../gallery/class-colours.ts';

/** Steps in which the timing curve of a move is handed over. */
export const CURVE_STEPS = 32;
/** Levels of the atlas that a shader can draw from. */
export const MOST_LEVELS = 3;

/** Pictures: four corners an item. Places now and next are mixed here; the picture comes from the sharpest page in memory. */
export const pictureVertex = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp sampler2DArray;
uniform vec2 stage;          // pixels
uniform vec3 camera;         // x, y, zoom
uniform vec2 larger;         // how much larger pictures are drawn than their size: in the former, in the next places
uniform float density;       // device pixels to a pixel
uniform float snap;          // 1: edges on whole device pixels
uniform vec3 move;           // milliseconds since its start, of one picture's move, of all; the last 0 where nothing moves
uniform float curve[${CURVE_STEPS + 1}];
uniform float always;        // 1: pictures are there at every zoom
uniform sampler2D itemFacts; // colour, place by spread, place by near, ± width over height
uniform sampler2D classes;   // place of the class among the colours
uniform vec4 classColours[${CLASS_COLOURS + 1}]; // alpha 0: not coloured
uniform sampler2D fromPlace; // true place (world), aside (pixels at zoom 1)
uniform sampler2D fromSize;  // size at zoom 1, zoom from which it is drawn
uniform sampler2D toPlace;
uniform sampler2D toSize;    // the same, and the delay of the move
uniform int levels;
uniform ivec4 grid[${MOST_LEVELS}];     // columns, rows, cell, first entry in the table
uniform int byNear[${MOST_LEVELS}];     // 1: cells are in the order of near
uniform sampler2D table;     // layer of every page, −1 where it is not in memory
uniform vec4 arrays;         // size of the pages in memory: of the first level, of the others
uniform vec2 smallest;       // most often that they are halved
flat out vec4 box;           // picture on its page: left, top, right, bottom, 0 to 1
flat out vec3 page;          // which array (0 none, 1 first, 2 others), layer, how often halved
flat out vec4 mean;          // mean colour; alpha 0 where the picture has transparent parts
flat out vec4 classColour;
flat out vec2 extent;        // pixels
out vec2 inPicture;          // pixels from the left top corner

float eased(float share) {
  float at = clamp(share, 0., 1.) * ${CURVE_STEPS}.;
  int step = min(int(at), ${CURVE_STEPS - 1});
  return mix(curve[step], curve[step + 1], at - float(step));
}

float presence(float appears) {
  if (always > .5 || camera.z >= appears * 1.15) return 1.;
  return camera.z < appears ? 0. : .5 + .5 * (camera.z / appears - 1.) / .15;
}

// What is in one of the places only goes before the middle of the way, or comes after it; the same as in transition.ts.
vec2 sizeBetween(vec2 former, vec2 next, float share) {
  if (former.x == 0.) return next * max(0., 2. * share - 1.);
  return next.x == 0. ? former * max(0., 1. - 2. * share) : mix(former, next, share);
}

// Where a picture of a ratio lies in a square cell; the same as pictureInCell of src/gallery/atlas.ts.
vec4 inCell(float ratio, float cell) {
  float room = cell - 2.;
  vec2 size = max(vec2(1.), floor(room * min(vec2(1.), vec2(ratio, 1. / ratio)) + .5));
  return vec4(floor((cell - size) * .5), size);
}

void main() {
  int item = gl_VertexID >> 2;
  int corner = gl_VertexID & 3;
  ivec2 texel = ivec2(item % 1024, item / 1024);
  vec4 facts = texelFetch(itemFacts, texel, 0);
  vec4 place = texelFetch(toPlace, texel, 0);
  vec4 size = texelFetch(toSize, texel, 0);
  vec2 pixels = size.xy * larger.y * presence(size.z);
  vec2 aside = place.zw * larger.y;
  if (move.z > 0.) {
    vec4 formerPlace = texelFetch(fromPlace, texel, 0);
    vec4 formerSize = texelFetch(fromSize, texel, 0);
    float share = eased((move.x - size.w) / move.y);
    place = mix(formerPlace, place, share);
    aside = mix(formerPlace.zw * larger.x, aside, share);
    pixels = sizeBetween(formerSize.xy * larger.x * presence(formerSize.z), pixels, share);
  }
  vec2 middle = (place.xy - camera.xy) * camera.z + stage * .5 + aside;
  vec2 low = middle - pixels * .5;
  vec2 high = middle + pixels * .5;
  if (snap > .5) {
    low = floor(low * density + .5) / density;
    high = max(low + 1. / density, floor(high * density + .5) / density);
  }
  extent = high - low;
  vec2 across = vec2(corner == 1 || corner == 2 ? 1. : 0., corner >= 2 ? 1. : 0.);
  // Half a device pixel further out: there the edge is blended when it does not lie on whole pixels.
  float rim = snap > .5 ? 0. : .5 / density;
  inPicture = mix(vec2(-rim), extent + rim, across);
  vec2 at = low + inPicture;
  gl_Position = vec4(at.x / stage.x * 2. - 1., 1. - at.y / stage.y * 2., 0., 1.);
  if (pixels.x <= 0.) gl_Position = vec4(2., 2., 2., 1.);

  int colour = int(facts.x);
  mean = vec4(float(colour >> 16), float((colour >> 8) & 255), float(colour & 255), facts.w > 0. ? 255. : 0.) / 255.;
  classColour = classColours[int(texelFetch(classes, texel, 0).r * 255. + .5)];
  page = vec3(0.);
  box = vec4(0.);
  for (int level = levels - 1; level >= 0; level--) {
    ivec4 shape = grid[level];
    int cell = int(byNear[level] == 1 ? facts.z : facts.y);
    int perPage = shape.x * shape.y;
    int entry = shape.w + cell / perPage;
    float layer = texelFetch(table, ivec2(entry % 1024, entry / 1024), 0).r;
    if (layer < 0.) continue;
    int onPage = cell % perPage;
    vec4 inside = inCell(abs(facts.w), float(shape.z));
    vec2 corner0 = vec2(float((onPage % shape.x) * shape.z), float((onPage / shape.x) * shape.z)) + inside.xy;
    vec2 texels = level == 0 ? arrays.xy : arrays.zw;
    // One version, not a mixture of two: half of the work, which is most of what a frame takes in software. Rather a sharper one.
    float halved = clamp(floor(log2(max(inside.z / (extent.x * density), inside.w / (extent.y * density))) + .4), 0., level == 0 ? smallest.x : smallest.y);
    // Texels near the edge of a shrunken picture hold its neighbours' colours: keep away from them.
    float edge = .5 * exp2(halved);
    box = vec4(corner0 + edge, corner0 + inside.zw - edge) / texels.xyxy;
    page = vec3(level == 0 ? 1. : 2., layer, halved);
    break;
  }
}`;

export const pictureFragment = /* glsl */ `
precision highp float;
precision highp sampler2DArray;
uniform sampler2DArray firstPages;
uniform sampler2DArray otherPages;
uniform vec4 hair;           // colour of the hairline, premultiplied
uniform float snap;
uniform float density;
flat in vec4 box;
flat in vec3 page;
flat in vec4 mean;
flat in vec4 classColour;
flat in vec2 extent;
in vec2 inPicture;
out vec4 result;
void main() {
  vec2 at = clamp(mix(box.xy, box.zw, inPicture / extent), box.xy, box.zw);
  vec4 picture = page.x < .5 ? vec4(mean.rgb, 1.) : page.x < 1.5 ? textureLod(firstPages, vec3(at, page.y), page.z) : textureLod(otherPages, vec3(at, page.y), page.z);
  vec2 edge = min(inPicture, extent - inPicture);
  float fromEdge = min(edge.x, edge.y);
  float onHair = mean.a * (1. - step(1., fromEdge));
  result = mix(picture, picture * (1. - hair.a) + hair, onHair);
  if (classColour.a > 0.) {
    // From afar a cell of its colour, from close the picture in a frame of it.
    float side = min(extent.x, extent.y);
    float flatness = .75 * (1. - smoothstep(16., 40., side));
    result = mix(result, classColour, fromEdge < clamp(side * .09, 1.5, 4.) ? 1. : flatness);
  }
  if (snap < .5) {
    vec2 covered = clamp(edge * density + .5, 0., 1.);
    result *= covered.x * covered.y;
  }
}`;

/** Flat colour: rings, gaps, lines and the veil. */
export const flatVertex = /* glsl */ `
precision highp float;
uniform vec2 stage;
in vec2 at;
in vec4 colour;          // premultiplied
in float beside;         // pixels from the middle of a line; 0 in boxes
in float reach;          // half the width of a line; large in boxes
out vec4 flatColour;
out vec2 lineEdge;
void main() {
  flatColour = colour;
  lineEdge = vec2(beside, reach);
  gl_Position = vec4(at.x / stage.x * 2. - 1., 1. - at.y / stage.y * 2., 0., 1.);
}`;

export const flatFragment = /* glsl */ `
precision highp float;
uniform float density;
in vec4 flatColour;
in vec2 lineEdge;
out vec4 result;
void main() { result = flatColour * clamp((lineEdge.y - abs(lineEdge.x)) * density + .5, 0., 1.); }`;
