import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Matches, MaxLength, Min } from 'class-validator';
import { MESSAGE_KINDS, type MessageKind } from '../message.workflow.js';

export class PreviewTemplateDto {
  @IsIn(MESSAGE_KINDS)
  kind: MessageKind;

  @IsString()
  @MaxLength(150)
  @Matches(/\S/, { message: 'A message needs a subject.' })
  subject: string;

  @IsString()
  @MaxLength(2000)
  opening: string;

  @IsString()
  @MaxLength(2000)
  closing: string;
}

export class SaveTemplateDto extends PreviewTemplateDto {
  @IsInt()
  @Min(0)
  version: number;
}

export class TemplateDto {
  kind: MessageKind;
  subject: string;
  opening: string;
  closing: string;
  /** 0 as delivered. */
  version: number;
  savedAt?: Date;
}

export class TemplateVariableDto {
  name: string;
  /** What stands in its place. */
  meaning: string;
}

export class TemplatesDto {
  @Type(() => TemplateDto)
  templates: TemplateDto[];
  @Type(() => TemplateVariableDto)
  variables: TemplateVariableDto[];
}

/** An example of a message made from the words, in both forms. */
export class TemplatePreviewDto {
  subject: string;
  text: string;
  html: string;
}
