/** A field of basalt columns, drawn from a seed-free pattern: each column a hexagon of its own height. */
export const columns = (() => {
  const parts: string[] = [];
  const radius = 26;
  const [stepX, stepY] = [radius * Math.sqrt(3), radius * 1.5];
  for (let row = 0; row < 9; row++) {
    for (let column = 0; column < 13; column++) {
      const shade = ((row * 7 + column * 13 + row * column * 3) % 11) / 11;
      const x = column * stepX + (row % 2 ? stepX / 2 : 0);
      const y = row * stepY;
      const points = Array.from({ length: 6 }, (_, corner) => {
        const angle = (Math.PI / 3) * corner + Math.PI / 6;
        return `${(x + (radius - 1.5) * Math.cos(angle)).toFixed(1)},${(y + (radius - 1.5) * Math.sin(angle)).toFixed(1)}`;
      });
      parts.push(
        `<polygon points="${points.join(' ')}" opacity="${(0.05 + shade * 0.4 * ((column + 1) / 13)).toFixed(2)}"/>`,
      );
    }
  }
  return `<svg class="hero-columns" viewBox="0 0 560 330" preserveAspectRatio="xMaxYMid slice" fill="currentColor" aria-hidden="true" focusable="false">${parts.join('')}</svg>`;
})();
