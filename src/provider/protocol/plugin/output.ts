/**
 * Keeps standard output for what it gives back: whatever else is printed, by whatever library, goes to standard error. Terraform
 * reads one line there, and nothing must come before or after it.
 */
export function keepOutput(): (line: string) => void {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return (line) => write(line);
}
