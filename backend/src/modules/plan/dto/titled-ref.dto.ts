export class TitledRef {
  id: string;
  title: string;
}
