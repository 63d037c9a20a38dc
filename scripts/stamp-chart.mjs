// Writes the digests of a release into the values of the chart that is packaged for it.

/**
 * The text of values.yaml with the images of digests.json. Throws when one has no place to go.
 *
 * @param {string} text
 * @param {Record<string, string>} images name@sha256:… by component
 */
export function stampValues(text, images) {
  let stamped = text;
  for (const [component, image] of Object.entries(images)) {
    const [, repository, digest] = /^(.+)@(sha256:[0-9a-f]{64})$/.exec(image) ?? [];
    if (repository === undefined) throw new Error(`${component}: ${image} is no image with a digest`);
    const place = new RegExp(
      `repository: ghcr\\.io/ikpa/${component}\\n([^\\n]*\\n *tag: ""\\n[^\\n]*\\n *digest: )""`,
    );
    if (!place.test(stamped)) throw new Error(`values.yaml has no place for the image of ${component}`);
    stamped = stamped.replace(place, (_, between) => `repository: ${repository}\n${between}${digest}`);
  }
  return stamped;
}
