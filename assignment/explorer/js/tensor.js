// Matrices of numbers, kept row by row, and the few operations that a transformer needs.

export function matrix(rows, columns, data = new Float64Array(rows * columns)) {
  return { rows, columns, data };
}

export function at(a, row, column) {
  return a.data[row * a.columns + column];
}

export function rowOf(a, row) {
  return a.data.subarray(row * a.columns, (row + 1) * a.columns);
}

// A new matrix of the same shape, entry by entry.
export function mapped(a, change) {
  const result = matrix(a.rows, a.columns);
  for (let i = 0; i < a.data.length; i++) result.data[i] = change(a.data[i], i);
  return result;
}

export function sum(a, b) {
  return mapped(a, (value, i) => value + b.data[i]);
}

// The rows of a table that ids pick: (V, n) -> (L, n)
export function rowsAt(table, ids) {
  const result = matrix(ids.length, table.columns);
  ids.forEach((id, row) => result.data.set(rowOf(table, id), row * table.columns));
  return result;
}

// Row times column: (n, k), (k, m) -> (n, m). Four rows of `b` at a time, which is twice as fast as one at a time.
export function product(a, b) {
  const [n, inner, m] = [a.rows, a.columns, b.columns];
  const [left, right, sums] = [a.data, b.data, new Float64Array(n * m)];
  for (let i = 0; i < n; i++) {
    const to = i * m;
    let k = 0;
    for (; k + 4 <= inner; k += 4) {
      const at = i * inner + k;
      const [f0, f1, f2, f3] = [left[at], left[at + 1], left[at + 2], left[at + 3]];
      const [r0, r1, r2, r3] = [k * m, (k + 1) * m, (k + 2) * m, (k + 3) * m];
      for (let j = 0; j < m; j++) {
        sums[to + j] += f0 * right[r0 + j] + f1 * right[r1 + j] + f2 * right[r2 + j] + f3 * right[r3 + j];
      }
    }
    for (; k < inner; k++) {
      const factor = left[i * inner + k];
      for (let j = 0; j < m; j++) sums[to + j] += factor * right[k * m + j];
    }
  }
  return matrix(n, m, sums);
}

export function transposed(a) {
  const result = matrix(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) result.data[j * a.rows + i] = a.data[i * a.columns + j];
  }
  return result;
}

// One row of numbers added to every row.
export function plusRow(a, row) {
  return mapped(a, (value, i) => value + row.data[i % a.columns]);
}

export function relu(a) {
  return mapped(a, (value) => Math.max(value, 0));
}

// Each row becomes probabilities. The largest number is taken off first, so that exp stays finite.
export function softmax(a) {
  const result = matrix(a.rows, a.columns);
  for (let i = 0; i < a.rows; i++) {
    const row = rowOf(a, i);
    const shares = rowOf(result, i);
    let largest = -Infinity;
    for (let j = 0; j < row.length; j++) largest = Math.max(largest, row[j]);
    let total = 0;
    for (let j = 0; j < row.length; j++) total += shares[j] = Math.exp(row[j] - largest);
    for (let j = 0; j < row.length; j++) shares[j] /= total;
  }
  return result;
}

// Mean and spread of each row, as layer norm takes them.
export function meanAndSpread(row) {
  const mean = row.reduce((before, value) => before + value, 0) / row.length;
  const variance = row.reduce((before, value) => before + (value - mean) ** 2, 0) / row.length;
  return { mean, spread: Math.sqrt(variance + 1e-5) };
}

export function layerNorm(a, weight, bias) {
  const result = matrix(a.rows, a.columns);
  for (let i = 0; i < a.rows; i++) {
    const row = rowOf(a, i);
    const { mean, spread } = meanAndSpread(row);
    const normed = row.map((value, j) => ((value - mean) / spread) * weight.data[j] + bias.data[j]);
    result.data.set(normed, i * a.columns);
  }
  return result;
}

// Matrices of the same height, next to each other.
export function sideBySide(parts) {
  const columns = parts.reduce((before, part) => before + part.columns, 0);
  const result = matrix(parts[0].rows, columns);
  let start = 0;
  for (const part of parts) {
    for (let i = 0; i < part.rows; i++) result.data.set(rowOf(part, i), i * columns + start);
    start += part.columns;
  }
  return result;
}
