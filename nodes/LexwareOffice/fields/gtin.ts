// Global Trade Item Numbers. https://www.gs1.org/services/how-calculate-check-digit-manually

/** 8, 12, 13 or 14 digits whose last one is right: from the right, digits weigh 1 and 3 in turn and add up to tens. */
export function isGtin(text: string): boolean {
	if (!/^(\d{8}|\d{12,14})$/.test(text)) return false;
	const sum = [...text].reverse().reduce((total, digit, place) => {
		return total + Number(digit) * (place % 2 === 0 ? 1 : 3);
	}, 0);
	return sum % 10 === 0;
}
