/** The two programs of the map, in GLSL ES 3.0. Positions are pixels of the stage, y downwards. */

/** Pictures: places in the world become places on the screen; the picture comes from the sharpest atlas there is. */
export const pictureVertex = /* glsl */ `
precision highp float;
uniform vec2 stage;      // pixels
uniform vec3 camera;     // x, y, zoom
uniform float larger;    // how much larger pictures are drawn than at zoom 1
uniform float density;   // device pixels to a pixel
uniform float snap;      // 1: edges on whole device pixels
uniform vec4 cells;      // texels of a side of the level 0 page, of the level 1 page
in vec2 corner;          // 0 or 1
in vec4 place;           // true place (world), aside (pixels at zoom 1)
in vec2 size;            // pixels at zoom 1
in vec4 small;           // picture on the page of level 0: left, top, right, bottom, 0 to 1
in vec4 large;           // the same at level 1
in vec4 colour;          // mean colour; alpha 0 where the picture has transparent parts
out vec2 inPicture;      // pixels from the left top corner
out vec2 extent;         // pixels
out vec4 smallBox;
out vec4 largeBox;
out vec4 mean;
out vec2 across;         // 0 to 1
void main() {
  vec2 middle = (place.xy - camera.xy) * camera.z + stage * .5 + place.zw * larger;
  vec2 low = middle - size * larger * .5;
  vec2 high = middle + size * larger * .5;
  if (snap > .5) {
    low = floor(low * density + .5) / density;
    high = max(low + 1. / density, floor(high * density + .5) / density);
  }
  vec2 at = mix(low, high, corner);
  extent = high - low;
  inPicture = corner * extent;
  across = corner;
  // Texels near the edge of a shrunken picture hold its neighbours' colours: keep away from them.
  vec2 texels = (small.zw - small.xy) * cells.xy;
  float shrunk = max(1., max(texels.x / (extent.x * density), texels.y / (extent.y * density)));
  smallBox = vec4(small.xy + .5 * shrunk / cells.xy, small.zw - .5 * shrunk / cells.xy);
  texels = (large.zw - large.xy) * cells.zw;
  shrunk = max(1., max(texels.x / (extent.x * density), texels.y / (extent.y * density)));
  largeBox = vec4(large.xy + .5 * shrunk / cells.zw, large.zw - .5 * shrunk / cells.zw);
  mean = colour;
  gl_Position = vec4(at.x / stage.x * 2. - 1., 1. - at.y / stage.y * 2., 0., 1.);
}`;

export const pictureFragment = /* glsl */ `
precision highp float;
uniform sampler2D smallPage;
uniform sampler2D largePage;
uniform float level;     // -1: nothing has arrived, 0: small pictures, 1: large pictures
uniform vec4 hair;       // colour of the hairline, premultiplied
uniform float density;
in vec2 inPicture;
in vec2 extent;
in vec4 smallBox;
in vec4 largeBox;
in vec4 mean;
in vec2 across;
out vec4 result;
void main() {
  // Both are read outside of branches, so that their derivatives are defined.
  vec4 small = texture(smallPage, clamp(mix(smallBox.xy, smallBox.zw, across), smallBox.xy, smallBox.zw));
  vec4 large = texture(largePage, clamp(mix(largeBox.xy, largeBox.zw, across), largeBox.xy, largeBox.zw));
  vec4 picture = level > .5 ? large : level > -.5 ? small : vec4(mean.rgb, 1.);
  vec2 fromEdge = min(inPicture, extent - inPicture);
  float onHair = mean.a * (1. - step(1., min(fromEdge.x, fromEdge.y)));
  result = mix(picture, picture * (1. - hair.a) + hair, onHair);
}`;

/** Flat colour: rings, gaps, lines and the veil. */
export const flatVertex = /* glsl */ `
precision highp float;
uniform vec2 stage;
in vec2 at;
in vec4 colour;          // premultiplied
out vec4 flatColour;
void main() {
  flatColour = colour;
  gl_Position = vec4(at.x / stage.x * 2. - 1., 1. - at.y / stage.y * 2., 0., 1.);
}`;

export const flatFragment = /* glsl */ `
precision mediump float;
in vec4 flatColour;
out vec4 result;
void main() { result = flatColour; }`;
